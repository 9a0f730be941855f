/** How EventBridge is asked for a rule. */
export interface RuleAddress {
  readonly name: string;
  readonly bus: { readonly EventBusName?: string };
}

/** @param path as in a rule's ARN: its name, with its bus and a slash before it where that is not the default one */
export function ruleAddress(path: string): RuleAddress {
  const [name = '', bus] = path.split('/').reverse();
  return { name, bus: bus === undefined ? {} : { EventBusName: bus } };
}
