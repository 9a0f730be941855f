import { movedTo } from '../database-family.ts';
import type { CostRule } from '../rule.ts';

/** A t2 costs what a t3 costs, which is no reason to move. */
const NEXT: Readonly<Record<string, string>> = { m4: 'm6i', r4: 'r6g' };

export const previousGenerationDatabase: CostRule = {
  name: 'previous-generation-database',
  type: 'AWS::RDS::DBInstance',
  title: 'A database of a generation that newer ones do as much for less',
  kind: 'change',
  effort: 'LOW',
  restart: true,
  undo: 'Modify the database back to the former class; it restarts again.',
  needs: [],
  find({ resource }) {
    const moved = movedTo(resource, NEXT);
    if (!moved) return undefined;
    return {
      saving: moved.saving,
      cost: moved.cost,
      confidence: 0.75,
      evidence: `${moved.before} is of an earlier generation than ${moved.after}.`,
      action: `Modify the class from ${moved.before} to ${moved.after} in the maintenance window.`,
    };
  },
};
