import {
  type CreateExperimentTemplateCommandInput,
  type CreateExperimentTemplateTargetInput,
  ValidationException,
} from '@aws-sdk/client-fis';
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
const MOST_ARNS = 5;
const MOST_ACTIONS = 20;

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
  for (const target of Object.values(targets)) checkTarget(target);
  if (Object.keys(actions).length > MOST_ACTIONS)
    throw invalid(`At most ${MOST_ACTIONS} actions are allowed in a template.`);
  for (const action of Object.values(actions)) {
    const unknown = Object.values(action.targets ?? {}).find((name) => targets[name] === undefined);
    if (unknown !== undefined) throw invalid(`The target ${unknown} does not exist in the template.`);
    checkAction(fis, action.actionId ?? '', action.parameters ?? {});
  }
}

function checkTarget({ resourceArns = [], resourceTags }: CreateExperimentTemplateTargetInput): void {
  if (resourceArns.length > 0 && resourceTags)
    throw invalid('Resource ARNs and resource tags exclude each other.');
  if (resourceArns.length > MOST_ARNS)
    throw invalid(`At most ${MOST_ARNS} resource ARNs are allowed in a target.`);
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
