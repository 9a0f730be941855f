import type { AccountScope, Command, Need } from '../service.ts';
import type { Estate, EstateResource } from './estate.ts';

/** What services that answer from the estate are made with. */
export interface Described {
  readonly scope: AccountScope;
  readonly estate: Estate;
}

/** A command that needs one permission, on one resource or on all. */
export function reading<Input>(
  action: string,
  run: (input: Input) => object,
  resource: (input: Input) => string = () => '*',
): Command {
  const needs = (input: Input): readonly Need[] => [{ action, resource: resource(input) }];
  return { run, needs } as unknown as Command;
}

/** Members of a description, with texts of dates as the dates that the SDK gives. */
export function members(resource: EstateResource, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = resource.properties[name];
      return value === undefined || value === null ? [] : [[name, dated(value)]];
    }),
  );
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** The value with every ISO 8601 text in it as a Date. */
export function dated(value: unknown): unknown {
  if (typeof value === 'string') return ISO.test(value) ? new Date(value) : value;
  if (Array.isArray(value)) return value.map(dated);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, dated(member)]));
}

/** The tags of a resource as lists of keys and values have them. */
export function tagList({ scope }: Described, arn: string): { Key: string; Value: string }[] {
  return Object.entries(scope.tags.get(arn) ?? {}).map(([Key, Value]) => ({ Key, Value }));
}
