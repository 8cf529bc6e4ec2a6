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
  expect(page).toContain('<td>two nodes</td><td><span class="badge bad">');
  expect(page).toMatch(/badge good"><span aria-hidden="true">. <\/span>yes/);
  expect(page).toContain('<td>Kafka</td><td>4 h</td>');
});

test('says so where there is no data platform', () => {
  expect(recoverySection({ ...reportData(), recovery: undefined }).text).toContain(
    'This environment has no data platform.',
  );
});
