import { InvalidDefinition, StateMachineAlreadyExists } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import { MACHINE_ROLE, machinesAccount } from './account.fixture.ts';
import { checkDefinition } from './check-definition.ts';

const machine = (state: object, more: object = {}) =>
  JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'A', States: { A: state }, ...more });
const pass = { Type: 'Pass', End: true };

function refusalOf(text: string): unknown {
  try {
    return checkDefinition(text);
  } catch (thrown) {
    return thrown;
  }
}

describe('a machine is refused when it is created', () => {
  it.each([
    ['a transition to nowhere', machine({ Type: 'Pass', Next: 'B' }), 'MISSING_TRANSITION_TARGET'],
    ['JSONata that does not parse', machine({ ...pass, Output: '{% ( %}' }), 'SCHEMA_VALIDATION_FAILED'],
    ['such JSONata in a list', machine({ ...pass, Output: ['{% ( %}'] }), 'SCHEMA_VALIDATION_FAILED'],
    ['a field of JSONPath', machine({ ...pass, Parameters: {} }), 'SCHEMA_VALIDATION_FAILED'],
    ['a misspelt field', machine({ ...pass, Outptu: 1 }), 'SCHEMA_VALIDATION_FAILED'],
    [
      'a state that nothing leads to',
      machine({}, { States: { A: pass, B: pass } }),
      'State B is not reachable',
    ],
    ['text that is no JSON', '{', 'INVALID_JSON_DESCRIPTION'],
    [
      'a variable of an outer scope assigned again',
      machine({
        Type: 'Parallel',
        Assign: { x: 1 },
        Branches: [{ StartAt: 'B', States: { B: { ...pass, Assign: { x: 2 } } } }],
        End: true,
      }),
      'The variable x is assigned in an outer scope too',
    ],
    ['the reserved variable', machine({ ...pass, Assign: { states: 1 } }), 'The variable states is reserved'],
  ])('for %s', (_, text, problem) => {
    const refusal = refusalOf(text);
    expect(refusal).toBeInstanceOf(InvalidDefinition);
    expect(refusal).toMatchObject({ message: expect.stringContaining(problem) });
  });

  it.each([
    ['JSONPath', JSON.stringify({ StartAt: 'A', States: { A: pass } }), 'check-definition.ts'],
    [
      'a service nobody wrote',
      machine({ Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:rds:rebootDBInstance', End: true }),
      'aws-sdk tasks of rds',
    ],
    [
      'a command that does not exist',
      machine({ Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:sfn:describeNothing', End: true }),
      'aws-sdk:sfn:describeNothing',
    ],
    [
      'an integration nobody wrote',
      machine({ Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2', End: true }),
      'states:startExecution.sync:2',
    ],
    [
      'a distributed Map',
      machine({
        Type: 'Map',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'B',
          States: { B: pass },
        },
        End: true,
      }),
      'a distributed Map',
    ],
  ])('by name for %s', (_, text, named) => {
    const refusal = refusalOf(text);
    expect(refusal).toBeInstanceOf(SandboxNotImplemented);
    expect(refusal).toMatchObject({ message: expect.stringContaining(named) });
  });
});

it.each(['done', 7, null, [1, '{% 2 %}']])('may hand on %j, which the validator does not know', (Output) => {
  expect(checkDefinition(machine({ ...pass, Output })).States.A).toEqual({ ...pass, Output });
});

it('may be created again as it is, but not otherwise', () => {
  const { stepFunctions } = machinesAccount();
  const create = (definition: string) =>
    stepFunctions.createStateMachine({ name: 'm', definition, roleArn: MACHINE_ROLE });
  const arn = create(machine(pass));
  expect(create(machine(pass))).toBe(arn);
  expect(() => create(machine({ Type: 'Succeed' }))).toThrow(StateMachineAlreadyExists);
});
