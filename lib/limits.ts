/** Well below what CloudFormation takes (500 resources, 1 MB), so that a stack is split before it has to be. */
const MOST_RESOURCES = 350;
const MOST_BYTES = 700_000;

export interface StackSize {
  readonly name: string;
  readonly resources: number;
  /** Of the template as it is sent. */
  readonly bytes: number;
}

/** What is too large, in words that name the stack. */
export function tooLarge({ name, resources, bytes }: StackSize): string[] {
  const over = (amount: number, most: number, unit: string) =>
    amount > most
      ? [
          `The stack ${name} has ${amount} ${unit}, more than ${most}: give some of its operations a noun of their own.`,
        ]
      : [];
  return [...over(resources, MOST_RESOURCES, 'resources'), ...over(bytes, MOST_BYTES, 'bytes')];
}
