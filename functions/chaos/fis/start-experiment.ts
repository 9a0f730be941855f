import {
  type FisClient,
  StartExperimentCommand,
  type StartExperimentCommandInput,
} from '@aws-sdk/client-fis';

/** What FIS takes since 2024 and the client's types do not have yet. */
export interface StartInput extends StartExperimentCommandInput {
  /** `skip-all` resolves the targets and injects nothing. */
  readonly experimentOptions?: { readonly actionsMode: 'run-all' | 'skip-all' };
}

interface Request {
  body?: unknown;
}

/**
 * Starts an experiment with options. The client serialises only the members that it knows, so that the options are put
 * into the body that it made; AWS reads them there.
 */
export async function startExperiment(client: FisClient, input: StartInput) {
  const command = new StartExperimentCommand(input);
  const { experimentOptions } = input;
  if (experimentOptions)
    command.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as Request;
        const body = JSON.parse(String(request.body)) as object;
        request.body = JSON.stringify({ ...body, experimentOptions });
        return next(args);
      },
      // Before the length is counted, which is done last in this step.
      { step: 'build', priority: 'high', name: 'experimentOptions' },
    );
  return client.send(command);
}
