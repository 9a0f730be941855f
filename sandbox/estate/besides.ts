import type { Command, SandboxService } from '../service.ts';

/** A command of a service that runs here. */
export function runningCommand(
  running: readonly SandboxService[],
  client: string,
  command: string,
): Command<unknown> {
  const found = running.find((one) => one.client === client)?.commands[command];
  if (!found) throw new Error(`Nothing that runs here answers ${client}.${command}.`);
  return found as Command<unknown>;
}

/** A command that answers for resources of the estate, and leaves all others to the service that runs here. */
export function besides<Input>(
  running: Command<unknown>,
  isOfEstate: (input: Input) => boolean,
  answer: (input: Input) => object,
): Command {
  const command: Command<Input> = {
    run: (input, call) => (isOfEstate(input) ? answer(input) : running.run(input, call)),
    needs: (input, call) => running.needs(input, call),
  };
  return command as Command;
}
