import { experiment } from '../functions/chaos/form.ts';
import { schemaText } from './runbook-schema.ts';

/** Where the schema of an experiment's file is published, seen from the project. */
export const EXPERIMENT_SCHEMA_FILE = 'docs/experiment.schema.json';

/** The JSON Schema by which editors complete and check an experiment, as text. */
export function experimentSchemaText(): string {
  return schemaText('Experiment', experiment);
}
