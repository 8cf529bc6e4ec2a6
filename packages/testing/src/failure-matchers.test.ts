import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { Inventory } from '@smile/inventory';
import { Annotations } from 'cdktf';
import { describe, expect, test } from 'vitest';
import './matchers.ts';
import { stackFor } from './stack-for.ts';

const sound = stackFor((stack) => {
  new Vpc(stack, 'Main');
});
const invalid = stackFor((stack) => {
  const vpc = new Vpc(stack, 'Main');
  vpc.node.addValidation({ validate: () => ['cidrBlock is missing', 'name is missing'] });
});
const annotated = stackFor((stack) => {
  Annotations.of(new Vpc(stack, 'Main')).addError('the zone does not sell this type');
});
const refuse = () => {
  throw new Error('max must be positive, got max=0; raise it');
};

describe('toFailWith', () => {
  test('accepts the whole message of a function that throws', () => {
    expect(refuse).toFailWith('max must be positive, got max=0; raise it');
  });

  test('accepts the validations of a stack, each with its construct', () => {
    expect(invalid).toFailWith('[Test/Main] cidrBlock is missing\n[Test/Main] name is missing');
  });

  test('accepts the error annotations of a stack', () => {
    expect(annotated).toFailWith('[Test/Main] the zone does not sell this type');
  });

  test('synthesizes the stack that a function returns', () => {
    expect(() => invalid).toFailWith('[Test/Main] cidrBlock is missing\n[Test/Main] name is missing');
  });

  test('does not accept a part of the message', () => {
    expect(messageOf(() => expect(refuse).toFailWith('max must be positive'))).toBe(
      'expected the failure:\nmax must be positive\nbut got:\nmax must be positive, got max=0; raise it',
    );
  });

  test('says that nothing failed', () => {
    expect(messageOf(() => expect(sound).toFailWith('name is missing'))).toBe(
      'expected a failure, but all went well; expected:\nname is missing',
    );
  });

  test('refuses what cannot fail', () => {
    expect(messageOf(() => expect('text').toFailWith('text'))).toBe(
      'expected a stack, an inventory or a function, got string',
    );
  });
});

describe('toHaveNoErrors', () => {
  test('accepts a sound stack', () => {
    expect(sound).toHaveNoErrors();
  });

  test('counts failed validations', () => {
    expect(() => expect(invalid).toHaveNoErrors()).toFailWith(
      'expected no errors, but got:\n[Test/Main] cidrBlock is missing\n[Test/Main] name is missing',
    );
  });

  test('counts error annotations, which the other matchers do not see', () => {
    expect(annotated).toHaveResource(Vpc);
    expect(() => expect(annotated).toHaveNoErrors()).toFailWith(
      'expected no errors, but got:\n[Test/Main] the zone does not sell this type',
    );
  });

  test('counts the problems of an inventory', () => {
    const inventory = Inventory.fromStacks({
      net: { resource: { aws_subnet: { A: { vpc_id: '${aws_vpc.Gone.id}' } } } },
    });
    expect(() => expect(inventory).toHaveNoErrors()).toFailWith(
      'expected no errors, but got:\n[net] aws_subnet.A vpc_id: refers to aws_vpc.Gone.id, but stack net has no resource aws_vpc.Gone',
    );
  });
});

/** The message of what is thrown: `toFailWith` cannot be its own witness. */
function messageOf(run: () => void): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
