import { InvalidInput } from '../../../core/errors.ts';

/** The fields that each action takes besides `action`; those in `needs` must be there. */
const FIELDS = {
  create: {
    needs: ['title'],
    takes: ['description', 'severity', 'environment', 'assignee', 'affectedServices', 'tags'],
  },
  update: {
    needs: ['incidentId'],
    takes: [
      'title',
      'description',
      'severity',
      'assignee',
      'updateNotes',
      'rootCause',
      'preventiveMeasures',
      'affectedServices',
      'tags',
    ],
  },
  acknowledge: { needs: ['incidentId'], takes: ['updateNotes', 'assignee'] },
  escalate: { needs: ['incidentId'], takes: ['updateNotes'] },
  resolve: {
    needs: ['incidentId', 'resolution'],
    takes: ['rootCause', 'preventiveMeasures', 'updateNotes'],
  },
} as const;

export type Action = keyof typeof FIELDS;

/** @throws InvalidInput for a field that the action needs and lacks, or does not take */
export function checkFields(input: { readonly action: Action }): void {
  const { action, ...given } = input;
  const { needs, takes } = FIELDS[action];
  const known: readonly string[] = [...needs, ...takes];
  const names = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const violations = [
    ...needs
      .filter((name) => !names.includes(name))
      .map((field) => ({ field, problem: `is missing: ${action} needs it`, allowed: 'a value' })),
    ...names
      .filter((name) => !known.includes(name))
      .map((field) => ({ field, problem: `is nothing that ${action} takes`, allowed: known.join(', ') })),
  ];
  const [first] = violations;
  if (first) throw new InvalidInput(`${first.field} ${first.problem}.`, { violations });
}
