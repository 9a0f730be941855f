import { parseAllDocuments } from 'yaml';
import { github, gitlab, tektonPipeline, tektonTask } from './forms.ts';
import { jenkins } from './jenkinsfile.ts';

/** A shell script of an example, with the variables that are set where it runs. */
export interface Script {
  readonly text: string;
  readonly variables: readonly string[];
}

/** The scripts of an example; throws where it is not what its system takes. */
export const EXAMPLES: Readonly<Record<string, (text: string) => readonly Script[]>> = {
  'github/deploy.yml': (text) => {
    // Set by GitHub in every job.
    const own = ['GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT'];
    return Object.values(github.parse(document(text)).jobs).flatMap(({ env, steps }) =>
      steps.flatMap((step) =>
        'run' in step ? [{ text: step.run, variables: [...own, ...Object.keys(env)] }] : [],
      ),
    );
  },
  'gitlab/.gitlab-ci.yml': (text) => {
    const { stages, jobs } = gitlab.parse(document(text));
    // Set by GitLab in every job, and by whoever sets up the project.
    const own = ['CI_COMMIT_SHA', 'CI_JOB_ID', 'REGISTRY', 'OPERATE_TARBALL', 'OPERATE_ENDPOINT'];
    return Object.values(jobs).map(({ stage, before_script = [], script, id_tokens = {} }) => {
      if (!stages.includes(stage)) throw new Error(`There is no stage ${stage}.`);
      const text = [...before_script, ...script].join('\n');
      return { text, variables: [...own, ...Object.keys(id_tokens)] };
    });
  },
  'jenkins/Jenkinsfile': jenkins,
  'tekton/deploy.yaml': (text) => {
    const [task, pipeline] = documents(text);
    const { metadata, spec } = tektonTask.parse(task);
    const { tasks } = tektonPipeline.parse(pipeline).spec;
    const needed = spec.params.filter((one) => one.default === undefined).map(({ name }) => name);
    for (const { taskRef, params } of tasks) {
      if (taskRef.name !== metadata.name) throw new Error(`There is no task ${taskRef.name}.`);
      const missing = needed.filter((name) => !params.some((given) => given.name === name));
      if (missing.length > 0) throw new Error(`The pipeline does not say ${missing.join(', ')}.`);
    }
    const known = [...spec.params.map(({ name }) => `params.${name}`), 'context.taskRun.uid'];
    return spec.steps.map(({ script, env, volumeMounts }) => {
      for (const { value } of env)
        for (const [, name = ''] of value.matchAll(/\$\(([^)]*)\)/g))
          if (!known.includes(name)) throw new Error(`There is no $(${name}).`);
      for (const { name } of volumeMounts)
        if (!spec.volumes.some((one) => one.name === name)) throw new Error(`There is no volume ${name}.`);
      return { text: script, variables: [...env.map(({ name }) => name), 'OPERATE_TOKEN'] };
    });
  },
};

function documents(text: string): unknown[] {
  return parseAllDocuments(text, { uniqueKeys: true }).map((one) => {
    if (one.errors.length > 0) throw one.errors[0];
    return one.toJS() as unknown;
  });
}

function document(text: string): unknown {
  const [only, ...others] = documents(text);
  if (others.length > 0) throw new Error('It is more than one document.');
  return only;
}

/** The commands of the program in a script, continued lines joined. */
export function operateCommands({ text }: Script): string[] {
  const lines = text.replaceAll(/\\\n\s*/g, '').split('\n');
  return lines.map((line) => line.trim()).filter((line) => line.startsWith('operate '));
}
