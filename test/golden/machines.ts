import { compile } from '../../core/runbook/compile.ts';
import { EXAMPLES, example } from '../../core/runbook/example/runbook.fixture.ts';
import { undoMachine } from '../../core/runbook/undo-machine.ts';
import { catalog } from '../../functions/catalog.ts';
import { ownRunbooks } from '../../lib/manifest/runbooks.ts';

/** State machines that are compiled, by the names of their goldens. */
export function machineGoldens(): [file: string, machine: unknown][] {
  return [
    ...EXAMPLES.map((name): [string, unknown] => [
      `machine-example-${name}.asl.json`,
      compile(example(name)),
    ]),
    ...ownRunbooks(catalog).map((runbook): [string, unknown] => [
      `machine-runbook-${runbook.name}.asl.json`,
      compile(runbook),
    ]),
    ['machine-undo.asl.json', undoMachine()],
  ];
}
