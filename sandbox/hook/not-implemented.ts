/**
 * The sandbox was asked for something it does not simulate. It says so by name, and where it would be added,
 * instead of answering something that only looks right.
 */
export class SandboxNotImplemented extends Error {
  override readonly name = 'SandboxNotImplemented';

  /**
   * @param what what was asked for, such as `ECSClient.RunTask` or `PutObject with Tagging`
   * @param file the file, from the project's root, to add it to
   */
  constructor(what: string, file: string) {
    super(`The sandbox does not implement ${what}. Add it to ${file}.`);
  }
}

/**
 * Refuses members that AWS knows but the sandbox would silently ignore.
 * @throws SandboxNotImplemented that names the first member beyond `known`
 */
export function refuseOtherMembers(
  command: string,
  input: object,
  known: readonly string[],
  file: string,
): void {
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined && !known.includes(name))
      throw new SandboxNotImplemented(`${command} with ${name}`, file);
  }
}
