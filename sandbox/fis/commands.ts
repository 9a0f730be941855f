import type {
  CreateExperimentTemplateCommandInput,
  CreateExperimentTemplateCommandOutput,
  DeleteExperimentTemplateCommandInput,
  DeleteExperimentTemplateCommandOutput,
  GetActionCommandInput,
  GetActionCommandOutput,
  GetExperimentCommandInput,
  GetExperimentCommandOutput,
  ListExperimentResolvedTargetsCommandInput,
  ListExperimentResolvedTargetsCommandOutput,
  ListExperimentsCommandInput,
  ListExperimentsCommandOutput,
  ListExperimentTemplatesCommandInput,
  ListExperimentTemplatesCommandOutput,
  StartExperimentCommandInput,
  StopExperimentCommandInput,
  StopExperimentCommandOutput,
} from '@aws-sdk/client-fis';
import { ResourceNotFoundException } from '@aws-sdk/client-fis';
import { pageOf } from '../elbv2/page.ts';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Need } from '../service.ts';
import { checkTemplate } from './check-template.ts';
import type { Fis } from './fis.ts';
import { describedExperiment, type ExperimentRecord, type TemplateRecord } from './records.ts';

type Answer<Output> = Omit<Output, '$metadata'>;
/** As AWS has it since 2024; the client's types do not know the options yet. */
type StartInput = StartExperimentCommandInput & {
  readonly experimentOptions?: { readonly actionsMode?: 'run-all' | 'skip-all' };
};

const FILE = 'sandbox/fis/commands.ts';
const PAGE = 100;

function notFound(what: string): ResourceNotFoundException {
  return new ResourceNotFoundException({
    message: `${what} does not exist.`,
    $metadata: { httpStatusCode: 404 },
  });
}

function create(
  fis: Fis,
  input: CreateExperimentTemplateCommandInput,
): Answer<CreateExperimentTemplateCommandOutput> {
  const known = [...fis.templates.values()].find((one) => one.input.clientToken === input.clientToken);
  if (known) return { experimentTemplate: describedTemplate(known) };
  checkTemplate(fis, input);
  const { scope } = fis.parts;
  const template = { id: `EXT${scope.id().slice(0, 14)}`, input, createdAt: scope.clock.now() };
  fis.templates.set(template.id, template);
  scope.tags.set(arnOf(fis, 'experiment-template', template.id), input.tags ?? {});
  return { experimentTemplate: describedTemplate(template) };
}

function describedTemplate({ id, input, createdAt }: TemplateRecord) {
  const { description = '', tags, roleArn = '' } = input;
  return { id, description, roleArn, tags: { ...tags }, creationTime: new Date(createdAt) };
}

function remove(
  fis: Fis,
  { id = '' }: DeleteExperimentTemplateCommandInput,
): Answer<DeleteExperimentTemplateCommandOutput> {
  const template = fis.templates.get(id);
  if (!template) throw notFound(`Experiment template ${id}`);
  fis.templates.delete(id);
  return { experimentTemplate: describedTemplate(template) };
}

function start(fis: Fis, input: StartInput): { experiment: ReturnType<typeof describedExperiment> } {
  const members = ['clientToken', 'experimentTemplateId', 'tags', 'experimentOptions'];
  refuseOtherMembers('StartExperiment', input, members, FILE);
  const token = input.clientToken ?? '';
  const known = [...fis.experiments.values()].find(({ id }) => fis.tokens.get(token) === id);
  if (known) return { experiment: describedExperiment(known) };
  const template = fis.templates.get(input.experimentTemplateId ?? '');
  if (!template) throw notFound(`Experiment template ${input.experimentTemplateId}`);
  const { scope } = fis.parts;
  const record: ExperimentRecord = {
    id: `EXP${scope.id().slice(0, 14)}`,
    template,
    skipsActions: input.experimentOptions?.actionsMode === 'skip-all',
    tags: input.tags ?? {},
    createdAt: scope.clock.now(),
    stopping: new AbortController(),
    status: 'pending',
    reason: 'Experiment is pending.',
    actionStatus: 'pending',
    resolved: [],
  };
  fis.experiments.set(record.id, record);
  fis.tokens.set(token, record.id);
  scope.tags.set(arnOf(fis, 'experiment', record.id), record.tags);
  const experiment = describedExperiment(record);
  fis.begin(record);
  return { experiment };
}

function experimentOf(fis: Fis, id = ''): ExperimentRecord {
  const found = fis.experiments.get(id);
  if (!found) throw notFound(`Experiment ${id}`);
  return found;
}

function stop(fis: Fis, { id }: StopExperimentCommandInput): Answer<StopExperimentCommandOutput> {
  const record = experimentOf(fis, id);
  record.stopping.abort();
  return { experiment: describedExperiment(record) };
}

function listExperiments(fis: Fis, input: ListExperimentsCommandInput): Answer<ListExperimentsCommandOutput> {
  refuseOtherMembers('ListExperiments', input, ['maxResults', 'nextToken'], FILE);
  const { items, next } = pageOf([...fis.experiments.values()], input.nextToken, input.maxResults ?? PAGE);
  return {
    experiments: items.map((record) => {
      const {
        actions: _actions,
        targets: _targets,
        stopConditions: _conditions,
        ...summary
      } = describedExperiment(record);
      return summary;
    }),
    ...(next !== undefined && { nextToken: next }),
  };
}

function listTemplates(
  fis: Fis,
  input: ListExperimentTemplatesCommandInput,
): Answer<ListExperimentTemplatesCommandOutput> {
  refuseOtherMembers('ListExperimentTemplates', input, ['maxResults', 'nextToken'], FILE);
  const { items, next } = pageOf([...fis.templates.values()], input.nextToken, input.maxResults ?? PAGE);
  return {
    experimentTemplates: items.map(describedTemplate),
    ...(next !== undefined && { nextToken: next }),
  };
}

function resolvedTargets(
  fis: Fis,
  { experimentId, nextToken, maxResults = PAGE }: ListExperimentResolvedTargetsCommandInput,
): Answer<ListExperimentResolvedTargetsCommandOutput> {
  const { resolved, template } = experimentOf(fis, experimentId);
  const all = Object.entries(template.input.targets ?? {}).flatMap(
    ([targetName, { resourceType = '', resourceArns = [] }]) =>
      resourceArns
        .filter((arn) => resolved.includes(arn))
        .map((arn) => ({ resourceType, targetName, targetInformation: { arn } })),
  );
  const { items, next } = pageOf(all, nextToken, maxResults);
  return { resolvedTargets: [...items], ...(next !== undefined && { nextToken: next }) };
}

function getAction(fis: Fis, { id = '' }: GetActionCommandInput): Answer<GetActionCommandOutput> {
  const action = fis.action(id);
  if (!action) throw notFound(`Action ${id}`);
  const parameter = (required: boolean) => (name: string) => [name, { required }] as const;
  return {
    action: {
      id,
      targets: { [action.targets]: { resourceType: action.resourceType } },
      parameters: Object.fromEntries([
        ...action.required.map(parameter(true)),
        ...action.optional.map(parameter(false)),
      ]),
    },
  };
}

function arnOf({ parts: { scope } }: Fis, kind: string, id: string): string {
  return `arn:aws:fis:${scope.region}:${scope.accountId}:${kind}/${id}`;
}

/** The commands of FIS that the product uses. */
export function fisCommands(fis: Fis) {
  const on = (action: string, kind: string, id = '*'): readonly Need[] => [
    { action: `fis:${action}`, resource: arnOf(fis, kind, id) },
  ];
  const tagged = (tags: object | undefined, kind: string) => (tags ? on('TagResource', kind) : []);
  const onAll = (action: string): readonly Need[] => [{ action: `fis:${action}`, resource: '*' }];
  const template = 'experiment-template';
  return {
    CreateExperimentTemplate: {
      run: (input: CreateExperimentTemplateCommandInput) => create(fis, input),
      needs: (input: CreateExperimentTemplateCommandInput): readonly Need[] => [
        ...on('CreateExperimentTemplate', template),
        ...Object.values(input.actions ?? {}).flatMap(({ actionId }) =>
          on('CreateExperimentTemplate', 'action', actionId),
        ),
        ...tagged(input.tags, template),
        {
          action: 'iam:PassRole',
          resource: input.roleArn ?? '*',
          conditions: { 'iam:PassedToService': 'fis.amazonaws.com' },
        },
      ],
    },
    DeleteExperimentTemplate: {
      run: (input: DeleteExperimentTemplateCommandInput) => remove(fis, input),
      needs: ({ id }: DeleteExperimentTemplateCommandInput) => on('DeleteExperimentTemplate', template, id),
    },
    StartExperiment: {
      run: (input: StartInput) => start(fis, input),
      needs: (input: StartInput) => [
        ...on('StartExperiment', template, input.experimentTemplateId),
        ...on('StartExperiment', 'experiment'),
        ...tagged(input.tags, 'experiment'),
      ],
    },
    GetExperiment: {
      run: ({ id }: GetExperimentCommandInput): Answer<GetExperimentCommandOutput> => ({
        experiment: describedExperiment(experimentOf(fis, id)),
      }),
      needs: ({ id }: GetExperimentCommandInput) => on('GetExperiment', 'experiment', id),
    },
    StopExperiment: {
      run: (input: StopExperimentCommandInput) => stop(fis, input),
      needs: ({ id }: StopExperimentCommandInput) => on('StopExperiment', 'experiment', id),
    },
    ListExperiments: {
      run: (input: ListExperimentsCommandInput) => listExperiments(fis, input),
      needs: () => onAll('ListExperiments'),
    },
    ListExperimentTemplates: {
      run: (input: ListExperimentTemplatesCommandInput) => listTemplates(fis, input),
      needs: () => onAll('ListExperimentTemplates'),
    },
    ListExperimentResolvedTargets: {
      run: (input: ListExperimentResolvedTargetsCommandInput) => resolvedTargets(fis, input),
      needs: ({ experimentId }: ListExperimentResolvedTargetsCommandInput) =>
        on('ListExperimentResolvedTargets', 'experiment', experimentId),
    },
    GetAction: {
      run: (input: GetActionCommandInput) => getAction(fis, input),
      needs: ({ id }: GetActionCommandInput) => on('GetAction', 'action', id),
    },
  };
}
