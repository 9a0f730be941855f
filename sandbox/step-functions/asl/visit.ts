import { contextObject } from './context-object.ts';
import type { Flow } from './definition.ts';
import { EvaluationFailure, StatesError } from './errors.ts';
import type { Frame } from './frame.ts';
import type { Json, JsonObject } from './json.ts';

/** Walks a flow to its end and answers its output. */
export type RunFlow = (flow: Flow, input: Json, frame: Frame) => Promise<Json>;

/** What `$states` holds besides input and context, or another context object. */
export interface ExtraStates {
  readonly context?: JsonObject;
  readonly result?: Json;
  readonly errorOutput?: Json;
}

export interface VisitStart {
  readonly name: string;
  readonly input: Json;
  readonly frame: Frame;
  readonly enteredAt: number;
  /** Id of the event by which the state was entered. */
  readonly enteredEvent: number;
  readonly retryCount: number;
  readonly runFlow: RunFlow;
}

/** One attempt of a state: what its fields are evaluated against, and where its events go. */
export class Visit {
  readonly name: string;
  readonly input: Json;
  readonly frame: Frame;
  readonly runFlow: RunFlow;
  readonly context: JsonObject;
  readonly #enteredEvent: number;

  constructor(start: VisitStart) {
    this.name = start.name;
    this.input = start.input;
    this.frame = start.frame;
    this.runFlow = start.runFlow;
    this.#enteredEvent = start.enteredEvent;
    this.context = contextObject(start.frame, start);
  }

  /**
   * The value of a field.
   *
   * @throws StatesError States.QueryEvaluationError, after recording EvaluationFailed.
   */
  async evaluate(template: Json, field: string, extra: ExtraStates = {}): Promise<Json> {
    const states = { input: this.input, context: this.context, ...extra };
    try {
      const bindings = { ...this.frame.variables.visible(), states };
      return await this.frame.engine.expressions.evaluate(template, bindings, field);
    } catch (thrown) {
      if (thrown instanceof EvaluationFailure) throw this.evaluationFailed(thrown.field, thrown.message);
      throw thrown;
    }
  }

  /**
   * A count or a duration.
   *
   * @throws StatesError States.QueryEvaluationError when it is no integer of at least `least`.
   */
  async evaluateInteger(template: Json, field: string, least = 0, extra: ExtraStates = {}): Promise<number> {
    const value = await this.evaluate(template, field, extra);
    if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value;
    throw this.unexpectedType(template, field, `integer of at least ${least}`, value);
  }

  unexpectedType(template: Json, field: string, expected: string, value: Json): StatesError {
    const text = JSON.stringify(value);
    return this.evaluationFailed(
      field,
      `The JSONata expression '${template}' specified for the field '${field}' returned an unexpected result type. ` +
        `Expected '${expected}', but was '${typeOf(value)}' for value: ${text}`,
    );
  }

  evaluationFailed(field: string, problem: string): StatesError {
    const error = 'States.QueryEvaluationError';
    const cause = this.explain(problem);
    this.frame.trail.record('EvaluationFailed', {
      evaluationFailedEventDetails: { error, cause, location: field, state: this.name },
    });
    return new StatesError(error, cause);
  }

  /** A problem with the state's name in front, as AWS words causes. */
  explain(problem: string): string {
    return `An error occurred while executing the state '${this.name}' (entered at the event id #${this.#enteredEvent}). ${problem}`;
  }
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
