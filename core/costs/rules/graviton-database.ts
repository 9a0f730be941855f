import { movedTo } from '../database-family.ts';
import { text } from '../properties.ts';
import type { CostRule } from '../rule.ts';

const GRAVITON: Readonly<Record<string, string>> = {
  t3: 't4g',
  m5: 'm6g',
  m6i: 'm7g',
  r5: 'r6g',
  r6i: 'r6g',
};
/** Engines that RDS offers on Graviton. */
const ENGINES = /^(mysql|postgres|mariadb|aurora-mysql|aurora-postgresql)$/;

export const gravitonDatabase: CostRule = {
  name: 'graviton-database',
  type: 'AWS::RDS::DBInstance',
  title: 'A database that Graviton would do for less',
  kind: 'change',
  effort: 'LOW',
  restart: true,
  undo: 'Modify the database back to the former class; it restarts again.',
  needs: [],
  find({ resource }) {
    const moved = ENGINES.test(text(resource, 'Engine')) ? movedTo(resource, GRAVITON) : undefined;
    if (!moved) return undefined;
    return {
      saving: moved.saving,
      cost: moved.cost,
      confidence: 0.7,
      evidence: `${moved.before} runs on x86; ${moved.after} has as many CPUs and as much memory, and the engine is the same.`,
      action: `Modify the class from ${moved.before} to ${moved.after} in the maintenance window.`,
    };
  },
};
