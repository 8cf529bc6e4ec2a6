import { describe, expect, it } from 'vitest';
import { decodeValue, encodeValue } from './msgpack.ts';
import { UNKNOWN, type Value } from './value.ts';

function decoded(hex: string): Value {
  return decodeValue({ msgpack: Buffer.from(hex.replaceAll(' ', ''), 'hex') });
}

describe('the codec of values', () => {
  it('writes an unknown as extension 0 with one zero byte', () => {
    expect(encodeValue(UNKNOWN).msgpack?.toString('hex')).toBe('d40000');
  });

  it('reads an unknown with a refinement as an unknown, inside an object too', () => {
    // Not null, and with the prefix "pre-", as Terraform sends it.
    expect(decoded('c7 09 0c 82 01 c2 02 a4 70726500')).toBe(UNKNOWN);
    expect(decoded('81 a1 61 d4 00 00')).toEqual({ a: UNKNOWN });
  });

  it.each([
    ['0.1 as the text that Terraform sends', 'a3302e31'],
    ['1.5 as a float', 'cb3ff8000000000000'],
    ['2^53 + 1 as a 64-bit integer', 'cf0020000000000001'],
    ['2^63 - 1 as a 64-bit integer', 'cf7fffffffffffffff'],
    ['-2^53 - 1 as a 64-bit integer', 'd3ffdfffffffffffff'],
    ['a small integer', '05'],
    ['null', 'c0'],
    ['a dynamic value', `92c408${Buffer.from('"string"').toString('hex')}a178`],
  ])('hands back %s, byte for byte', (_, hex) => {
    expect(encodeValue(decoded(hex)).msgpack?.toString('hex')).toBe(hex);
  });

  it('reads an absent message as null', () => {
    expect(decodeValue(null)).toBeNull();
    expect(decodeValue({ msgpack: Buffer.alloc(0), json: Buffer.alloc(0) })).toBeNull();
  });

  it('reads JSON when there is no MessagePack', () => {
    expect(decodeValue({ msgpack: Buffer.alloc(0), json: Buffer.from('{"a":[1]}') })).toEqual({ a: [1] });
  });
});
