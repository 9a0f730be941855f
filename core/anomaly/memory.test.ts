import { describe, expect, it } from 'vitest';
import { Memory } from './memory.ts';

describe('the memory of a detector', () => {
  it('gives parts that do not touch each other, whatever their widths', () => {
    const memory = new Memory(64);
    const bytes = memory.uint8(3);
    const floats = memory.float32(2);
    const words = memory.uint16(5);
    bytes.fill(255);
    words.fill(65_535);
    expect([...floats]).toEqual([0, 0]);
  });

  it('goes on where another stopped', () => {
    const before = new Memory(32);
    before.float64(2).set([Math.PI, -0]);
    const after = new Memory(32);
    after.restore(before.text);
    expect([...after.float64(2)]).toEqual([Math.PI, -0]);
  });

  it('refuses a text of another length, and to give more than it has', () => {
    expect(() => new Memory(8).restore(new Memory(16).text)).toThrow('16 bytes instead of 8');
    expect(() => new Memory(8).float64(2)).toThrow(RangeError);
  });
});
