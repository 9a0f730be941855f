import { ACTION_OF_ROLE } from './request.ts';

const TEXT = { type: 'String' } as const;
const TEXTS = { type: 'Set', element: TEXT } as const;
const NUMBER = { type: 'Long' } as const;
const optional = <Type extends object>(type: Type) => ({ ...type, required: false });

/**
 * The schema that policies are checked against, in Cedar's JSON form: what `situationOf` gives them, so that a policy
 * which passes cannot fail on a request.
 * @param operations by name, with the role that each needs
 */
export function policySchema(operations: Readonly<Record<string, keyof typeof ACTION_OF_ROLE>>) {
  const groups = Object.values(ACTION_OF_ROLE).map((action) => [action, {}] as const);
  const actions = Object.entries(operations).map(
    ([name, role]) => [name, action(ACTION_OF_ROLE[role])] as const,
  );
  return {
    Operate: {
      entityTypes: {
        Role: { memberOfTypes: ['Role'] },
        Caller: {
          memberOfTypes: ['Role'],
          shape: record({ source: TEXT, environments: optional(TEXTS), services: optional(TEXTS) }),
        },
        Target: { shape: record({ environment: optional(TEXT), service: optional(TEXT) }) },
      },
      actions: Object.fromEntries([...groups, ...actions]),
    },
  };
}

function action(group: string) {
  const context = record({
    source: TEXT,
    risk: TEXT,
    weekday: NUMBER,
    minuteOfDay: NUMBER,
    breakGlass: optional(TEXT),
  });
  return {
    memberOf: [{ id: group }],
    appliesTo: { principalTypes: ['Caller'], resourceTypes: ['Target'], context },
  };
}

function record(attributes: Readonly<Record<string, object>>) {
  return { type: 'Record', attributes };
}
