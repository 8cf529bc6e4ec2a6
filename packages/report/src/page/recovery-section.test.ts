import { expect, test } from 'vitest';
import { reportData } from '../fixtures/report-data.ts';
import { recoverySection } from './recovery-section.ts';

test('shows what still works with a sign, and how long recovery takes', () => {
  const page = recoverySection({
    ...reportData(),
    recovery: {
      losses: { columns: ['what is lost', 'Kafka takes', 'Kafka gives'], rows: [['two nodes', 'no', 'yes']] },
      recovery: { columns: ['lost', 'recovery time'], rows: [['Kafka', '4 h']] },
    },
  }).text;
  expect(page).toMatch(/>two nodes<\/td><td[^>]*><span class="badge bad"><span aria-hidden="true">. <\/span>no</);
  expect(page).toMatch(/<span class="badge good"><span aria-hidden="true">. <\/span>yes</);
  expect(page).toMatch(/>Kafka<\/td><td[^>]*>4 h<\/td>/);
});

test('says so where there is no data platform', () => {
  expect(recoverySection({ ...reportData(), recovery: undefined }).text).toContain(
    'This environment has no data platform.',
  );
});
