/** The browser's time: the only place that asks for it. */
export const clock = {
  /** Milliseconds since the epoch. */
  now: (): number => Date.now(),
  /** Calls once, later; the answer takes the call back. */
  later(milliseconds: number, call: () => void): () => void {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};
