import { NotFound } from '../../../core/errors.ts';
import type { Framework } from '../../../core/security/compliance.ts';
import { readFramework } from '../../../core/security/framework-document.ts';
import { FRAMEWORKS } from '../../../core/security/frameworks/frameworks.ts';
import { RULES } from '../../../core/security/rules.ts';
import type { Handler } from '../../operation.ts';
import { wrongField } from '../../record-list.ts';
import { findDecision, saveDecision } from '../decision-store.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async ({ document, remove, dryRun }, context) => {
  if ((document === undefined) === (remove === undefined))
    throw wrongField(
      'document',
      'or remove has to be given, and not both',
      'a document, or a name to remove',
    );
  const framework =
    document === undefined
      ? undefined
      : readFramework(
          document,
          RULES.map(({ name }) => name),
        );
  const name = framework?.name ?? remove ?? '';
  if (FRAMEWORKS.some((own) => own.name === name))
    throw wrongField('document', `is named ${name}, which every installation has`, 'another name');
  const resource = `framework/${name}`;
  const before = await findDecision<Framework>(context, resource);
  if (!framework && !before?.record) throw new NotFound(`There is no framework '${name}'.`);
  const { requirements = [] } = framework ?? {};
  const automated = requirements.filter(({ rules }) => rules.length > 0).length;
  const answer = { applied: !dryRun, framework: name, requirements: requirements.length, automated };
  if (dryRun) return answer;
  const words = framework ? `${requirements.length} requirements were set.` : 'The framework was removed.';
  const saving = { kind: 'frameworks', resource, words, answer } as const;
  await saveDecision(context, before?.head, { ...saving, ...(framework && { record: framework }) });
  return answer;
};
