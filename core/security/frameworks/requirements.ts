import type { Framework } from '../compliance.ts';
import type { Rule } from '../rule.ts';

/** A framework that the rules themselves refer to. */
export interface Requirements {
  readonly name: keyof Rule['controls'];
  readonly title: string;
  /** Titles by the number of the requirement. */
  readonly requirements: Readonly<Record<string, string>>;
}

/** The framework with the rules that name one of its requirements, or what is numbered below it. */
export function crosswalk({ name, title, requirements }: Requirements, rules: readonly Rule[]): Framework {
  return {
    name,
    title,
    requirements: Object.entries(requirements).map(([id, words]) => ({
      id,
      title: words,
      rules: rules
        .filter(({ controls }) =>
          controls[name]?.some((control) => control === id || control.startsWith(`${id}.`)),
        )
        .map((rule) => rule.name),
    })),
  };
}

/** Controls that rules name and the framework does not have. */
export function strayControls({ name, requirements }: Requirements, rules: readonly Rule[]): string[] {
  const known = Object.keys(requirements);
  return rules
    .flatMap(({ controls }) => controls[name] ?? [])
    .filter((control) => !known.some((id) => control === id || control.startsWith(`${id}.`)));
}
