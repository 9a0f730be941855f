import type { Definition } from '../../functions/operation.ts';
import { completion } from './completion/completion.ts';
import { profile } from './profile/profile.ts';
import { REPLAY_VERDICT, replayVerdict } from './replay-verdict.ts';
import { SIMULATE_SCALING } from './simulate-scaling-summary.ts';
import { TEARDOWN, TEARDOWN_HELP } from './teardown/summary.ts';
import type { Terminal } from './terminal.ts';

/** What a command that runs here gets besides its words. */
export interface LocalSurroundings {
  readonly catalog: readonly Definition[];
  readonly terminal: Terminal;
}

/** A command that is no operation: it needs this machine, and what only its user may do. */
export interface LocalCommand {
  readonly name: string;
  readonly summary: string;
  /** What `--help` says besides. */
  readonly help?: string;
  /** Answers the exit code; rejects with UsageError or an OperateError. */
  readonly run: (words: readonly string[], surroundings: LocalSurroundings) => Promise<number>;
}

const PROFILE_HELP = `operate profile list
operate profile set NAME [--endpoint URL] [--aws-profile NAME | --token-variable VARIABLE] [--sandbox-user NAME]
                         [--environment NAME] [--defaults.FIELD TEXT] [--default]
operate profile use NAME
operate profile remove NAME

A profile never holds a secret: it names the AWS profile, or the environment variable, that does.`;

/** Every such command; a new one adds a line here. */
export const LOCAL_COMMANDS: readonly LocalCommand[] = [
  {
    name: 'completion',
    summary: 'Print a script that completes commands, flags and values in bash, zsh or fish.',
    help: 'operate completion bash|zsh|fish\n\nbash: source <(operate completion bash); the others: see docs/cli.md.',
    run: async (words, { catalog, terminal }) =>
      completion(words, { catalog, local: LOCAL_COMMANDS, terminal }),
  },
  {
    name: 'profile',
    summary: 'Keep endpoints, and by what to call them, under a name: list, set, use, remove.',
    help: PROFILE_HELP,
    run: (words, { terminal }) => profile(words, terminal),
  },
  { ...REPLAY_VERDICT, run: (words, { terminal }) => replayVerdict(words, terminal) },
  {
    name: 'mcp',
    summary: 'Serve the operations to an AI agent on standard input and output (Model Context Protocol).',
    help: 'Flags: --endpoint URL and --profile NAME, as for every command. See docs/mcp.md.',
    // Loaded late: it knows the protocol, which no other command needs.
    run: async (words, surroundings) => (await import('./mcp.ts')).mcp(words, surroundings),
  },
  {
    ...SIMULATE_SCALING,
    // Loaded late: it knows forecasts, which no other command needs.
    run: async (words, { terminal }) =>
      (await import('./simulate-scaling.ts')).simulateScaling(words, terminal),
  },
  {
    name: 'validate-runbooks',
    summary:
      'Check the runbooks in FOLDER as a deployment does; says file, line and column of what is wrong.',
    // Loaded late: it knows the form of runbooks, which no other command needs.
    run: async (words, surroundings) =>
      (await import('./validate-runbooks.ts')).validateRunbooks(words, surroundings),
  },
  {
    ...TEARDOWN,
    help: TEARDOWN_HELP,
    // Loaded late: it knows the stacks, which no other command needs.
    run: async (words, surroundings) =>
      (await import('./teardown/teardown.ts')).teardown(words, surroundings),
  },
];
