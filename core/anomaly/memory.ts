/**
 * The whole state of a detector as one block of bytes. Its parts take their numbers from it in a fixed order, so that
 * the block is all there is to store, and a part that is made on a stored block goes on where the other stopped. A
 * block of zeros is a detector that has seen nothing.
 */
export class Memory {
  readonly #buffer: ArrayBuffer;
  #taken = 0;

  /** @param bytes length of the block; a multiple of eight is taken for each part. */
  constructor(bytes: number) {
    this.#buffer = new ArrayBuffer(bytes);
  }

  float64(length: number): Float64Array {
    return new Float64Array(this.#buffer, this.#take(length * 8), length);
  }

  float32(length: number): Float32Array {
    return new Float32Array(this.#buffer, this.#take(length * 4), length);
  }

  uint16(length: number): Uint16Array {
    return new Uint16Array(this.#buffer, this.#take(length * 2), length);
  }

  uint8(length: number): Uint8Array {
    return new Uint8Array(this.#buffer, this.#take(length), length);
  }

  /** A copy in base64. */
  get text(): string {
    return Buffer.from(this.#buffer).toString('base64');
  }

  /** @throws {RangeError} when the text is not a block of this length. */
  restore(text: string): void {
    const bytes = Buffer.from(text, 'base64');
    if (bytes.length !== this.#buffer.byteLength)
      throw new RangeError(`A state of ${bytes.length} bytes instead of ${this.#buffer.byteLength}.`);
    new Uint8Array(this.#buffer).set(bytes);
  }

  #take(bytes: number): number {
    const at = this.#taken;
    this.#taken += Math.ceil(bytes / 8) * 8;
    if (this.#taken > this.#buffer.byteLength) throw new RangeError('The memory of a detector is too small.');
    return at;
  }
}
