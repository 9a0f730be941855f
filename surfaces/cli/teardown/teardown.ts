import { Refused } from '../../../core/errors.ts';
import type { catalog as Catalog } from '../../../functions/catalog.ts';
import type { Definition } from '../../../functions/operation.ts';
import { type Manifest, makeManifest } from '../../../lib/manifest/manifest.ts';
import { PREFIX } from '../../../lib/manifest/resources.ts';
import { API_STACK, nounStack, nounsOf, WEB_STACK } from '../../../lib/manifest/stack-names.ts';
import { createClient } from '../../client.ts';
import { routes } from '../../http.ts';
import { connect } from '../connect.ts';
import { EXIT } from '../exit.ts';
import type { LocalSurroundings } from '../local-commands.ts';
import { render } from '../output.ts';
import type { Target } from '../target.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { type AuditExport, exportAudit } from './audit-export.ts';
import { inTheWay, reasonsToWait } from './in-the-way.ts';
import type { Operations } from './operations.ts';
import { type Options, optionsOf } from './options.ts';
import { byHand, remains } from './remains.ts';

const LATER = 'A later npm run deploy adopts what stays, and goes on with the same history.';

/**
 * Takes an installation out of its account: refuses while anything depends on it, keeps the audit in a file, destroys
 * the stacks that act and leaves the one that holds state.
 * @returns the exit code; see `EXIT`
 * @throws UsageError, or Refused while deployments or runs of runbooks are under way, or when the audit does not verify
 */
export async function teardown(
  words: readonly string[],
  { catalog, terminal }: LocalSurroundings,
): Promise<number> {
  const options = optionsOf(words);
  const { target, send } = connect(options, terminal);
  const operations: Operations = createClient<typeof Catalog>(routes(catalog), send);
  const now = terminal.clock.now();
  const found = await inTheWay(operations, now);
  const waits = reasonsToWait(found);
  const stacks = stacksOf(catalog);
  const manifest = manifestOf(catalog, target);
  if (!options.yes) {
    const { anchoredUpTo } = await operations.verify_audit({
      month: new Date(now).toISOString().slice(0, 7),
    });
    const plan = { found, stacks, export: fileOf(options, now), stays: remains(manifest, anchoredUpTo) };
    say(terminal, options, {
      state: waits.length > 0 ? 'REFUSED' : 'READY',
      waits,
      ...plan,
      ...ending(manifest),
    });
    return waits.length > 0 ? EXIT.failed : EXIT.done;
  }
  refuseSandbox(target);
  refuseWhile(waits);
  const file = fileOf(options, now);
  const audit = await exportAudit(operations, now);
  await terminal.machine.createFile(file, audit.text);
  refuseBroken(audit, file);
  // A deployment may have begun while the audit was read.
  refuseWhile(reasonsToWait(await inTheWay(operations, now)));
  const code = await terminal.machine.destroyStacks(stacks, regionOf(target));
  if (code !== 0) throw new Refused(`The CDK ended with ${code}: some stacks may be left. Run it again.`);
  const kept = { file, records: audit.records, chains: audit.chains, verified: true };
  say(terminal, options, {
    state: 'DONE',
    audit: kept,
    stays: remains(manifest, audit.anchoredUpTo),
    ...ending(manifest),
  });
  return EXIT.done;
}

/** Everything but the platform, the API first: nobody can begin what would be cut off. */
function stacksOf(catalog: readonly Definition[]): string[] {
  // Some installations have a page, and a second API for callers with tokens.
  return [`${WEB_STACK}*`, `${API_STACK}*`, ...nounsOf(catalog).map(nounStack)];
}

function manifestOf(catalog: readonly Definition[], target: Target): Manifest {
  return makeManifest(catalog, {
    account: '<account>',
    region: regionOf(target) ?? '<region>',
    prefix: PREFIX,
  });
}

/**
 * The API's own region. Its account needs no check: an HTTP API with IAM takes callers of its own account only, and the
 * stacks are destroyed with the credentials that just called it.
 */
function regionOf({ url }: Target): string | undefined {
  return /\.execute-api\.([a-z0-9-]+)\.amazonaws\.com/.exec(url)?.[1];
}

function refuseSandbox({ kind, url }: Target): void {
  if (kind === 'sandbox')
    throw new UsageError(
      `${url} is a sandbox, which has no stacks: end it with Ctrl-C and remove .sandbox/.`,
    );
}

function refuseWhile(waits: readonly string[]): void {
  if (waits.length > 0) throw new Refused(`Not now. ${waits.join(' ')}`);
}

function refuseBroken({ problems }: AuditExport, file: string): void {
  if (problems.length === 0) return;
  throw new Refused(
    `The audit does not verify; nothing was destroyed. ${file} holds it as it is. ${problems.slice(0, 5).join(' ')}`,
  );
}

function fileOf(options: Options, now: number): string {
  return options.export ?? `operate-audit-${new Date(now).toISOString().slice(0, 10)}.jsonl`;
}

function ending(manifest: Manifest) {
  return { removeByHand: byHand(manifest), later: LATER };
}

function say(terminal: Terminal, { json }: Options, answer: object): void {
  terminal.write(`${json ? JSON.stringify(answer, null, 2) : shown(answer, terminal.columns)}\n`);
}

/** Commands stand on lines of their own, to be copied. */
function shown(
  { removeByHand, later, ...answer }: { removeByHand?: readonly string[]; later?: string },
  columns?: number,
) {
  const commands = (removeByHand ?? []).map((command) => `  ${command}`);
  return [render(answer, columns), 'to remove the rest by hand, later:', ...commands, later].join('\n');
}
