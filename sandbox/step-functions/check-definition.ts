import { InvalidDefinition } from '@aws-sdk/client-sfn';
import validate from 'asl-validator';
import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import { type Exit, type Flow, innerFlows, type Machine, type State } from './asl/definition.ts';
import { expressionIn } from './asl/evaluate.ts';
import { isKnownSound, keepAsSound } from './sound-definitions.ts';
import { assertSupported } from './tasks/integrations.ts';

const HERE = 'sandbox/step-functions/check-definition.ts';

/**
 * Reads a machine's definition and refuses what AWS would refuse when the machine is created.
 *
 * @throws InvalidDefinition for what is no valid Amazon States Language.
 * @throws SandboxNotImplemented for JSONPath, a distributed Map and task resources that nobody has written yet.
 */
export function checkDefinition(text: string): Machine {
  const known = checked.get(text);
  if (known !== undefined) return known;
  const definition = read(text);
  checked.set(text, definition);
  return definition;
}

/** Tests make the same machines in account after account. */
const checked = new Map<string, Machine>();

function read(text: string): Machine {
  const definition = parse(text);
  if (definition.QueryLanguage !== 'JSONata') {
    throw new SandboxNotImplemented('state machines without "QueryLanguage": "JSONata"', HERE);
  }
  if (!isKnownSound(text)) validated(text, definition);
  checkFlow(definition, new Set());
  return definition;
}

function validated(text: string, definition: Machine): void {
  const { errors } = validate(validatorsCopy(definition));
  if (errors.length > 0) throw invalid(errors.map((found) => `${found['Error code']}: ${found.Message}`));
  keepAsSound(text);
}

function parse(text: string): Machine {
  try {
    return JSON.parse(text) as Machine;
  } catch (thrown) {
    throw invalid([`INVALID_JSON_DESCRIPTION: ${(thrown as Error).message}`]);
  }
}

/**
 * The validator writes into what it is given, and takes only objects and expressions for the Output of a state, where
 * AWS takes literals and lists too.
 */
function validatorsCopy(definition: Machine): unknown {
  return JSON.parse(JSON.stringify(definition), (key, value: unknown) => {
    if (key !== 'Output') return value;
    if (Array.isArray(value)) return { ...value };
    return isLiteral(value) ? `{% ${JSON.stringify(value)} %}` : value;
  });
}

function isLiteral(value: unknown): boolean {
  if (typeof value === 'string') return expressionIn(value) === undefined;
  return value === null || typeof value !== 'object';
}

/** @param outer the variables that the flows around assign. */
function checkFlow(flow: Flow, outer: ReadonlySet<string>): void {
  const states = Object.entries(flow.States);
  const own = new Set(states.flatMap(([, state]) => assignedNames(state)));
  for (const name of own) {
    if (name === 'states') throw invalid(['SCHEMA_VALIDATION_FAILED: The variable states is reserved']);
    if (outer.has(name)) {
      throw invalid([`SCHEMA_VALIDATION_FAILED: The variable ${name} is assigned in an outer scope too`]);
    }
  }
  const visible = new Set([...outer, ...own]);
  for (const [name, state] of states) {
    checkState(name, state);
    for (const inner of innerFlows(state)) checkFlow(inner, visible);
  }
}

function checkState(name: string, state: State): void {
  if (state.Type === 'Task') assertSupported(state.Resource);
  if (state.Type === 'Map' && state.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED') {
    throw new SandboxNotImplemented(
      `a distributed Map (state '${name}')`,
      'sandbox/step-functions/asl/states/map.ts',
    );
  }
}

function assignedNames(state: State): readonly string[] {
  if (state.Type === 'Fail') return [];
  const exits: Exit[] = [state, ...('Catch' in state ? (state.Catch ?? []) : [])];
  if (state.Type === 'Choice') exits.push(...state.Choices);
  return exits.flatMap(({ Assign }) => Object.keys(Assign ?? {}));
}

function invalid(problems: readonly string[]): InvalidDefinition {
  return new InvalidDefinition({
    message: `Invalid State Machine Definition: '${problems.join(', ')}'`,
    $metadata: {},
  });
}
