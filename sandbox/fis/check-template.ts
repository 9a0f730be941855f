import { type CreateExperimentTemplateCommandInput, ValidationException } from '@aws-sdk/client-fis';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Fis } from './fis.ts';

const MEMBERS = [
  'clientToken',
  'description',
  'roleArn',
  'stopConditions',
  'targets',
  'actions',
  'experimentOptions',
  'tags',
];
const MOST_ALARMS = 5;

function invalid(message: string): ValidationException {
  return new ValidationException({ message, $metadata: { httpStatusCode: 400 } });
}

/** Refuses what FIS refuses: unknown actions and parameters, targets by ARNs and tags at once, alarms there are not. */
export function checkTemplate(fis: Fis, input: CreateExperimentTemplateCommandInput): void {
  refuseOtherMembers('CreateExperimentTemplate', input, MEMBERS, 'sandbox/fis/check-template.ts');
  const { stopConditions = [], targets = {}, actions = {} } = input;
  if (stopConditions.length === 0) throw invalid('The template has no stop conditions.');
  if (stopConditions.length > MOST_ALARMS)
    throw invalid(`At most ${MOST_ALARMS} stop conditions are allowed.`);
  for (const { source, value = '' } of stopConditions)
    if (source === 'aws:cloudwatch:alarm' && fis.parts.alarmState(value) === undefined)
      throw invalid(`The alarm ${value} does not exist.`);
  for (const { resourceArns, resourceTags } of Object.values(targets))
    if (resourceArns && resourceTags) throw invalid('Resource ARNs and resource tags exclude each other.');
  for (const action of Object.values(actions))
    checkAction(fis, action.actionId ?? '', action.parameters ?? {});
}

function checkAction(fis: Fis, id: string, parameters: Readonly<Record<string, string>>): void {
  const action = fis.action(id);
  if (!action) throw invalid(`The action ${id} does not exist.`);
  const missing = action.required.find((name) => parameters[name] === undefined);
  if (missing) throw invalid(`The action ${id} needs the parameter ${missing}.`);
  const known = [...action.required, ...action.optional];
  const other = Object.keys(parameters).find((name) => !known.includes(name));
  if (other) throw invalid(`The action ${id} has no parameter ${other}.`);
}
