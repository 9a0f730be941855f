/** What a call answers, or `instead` where it fails because the thing is not there. */
export async function unlessMissing<T, I>(
  call: Promise<T>,
  names: readonly string[],
  instead: I,
): Promise<T | I> {
  try {
    return await call;
  } catch (error) {
    if (names.includes((error as Error).name)) return instead;
    throw error;
  }
}
