import { type App, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from 'cdk-nag';
import { SUPPRESSIONS, type Suppression } from './nag-suppressions.ts';

type Context = Parameters<IPolicyValidationPlugin['validate']>[0];
type Report = ReturnType<IPolicyValidationPlugin['validate']>;
type Violation = Report['violations'][number];

/** One of cdk-nag's packs, minus what is suppressed with a reason. */
export class ReasonedPack implements IPolicyValidationPlugin {
  readonly name: string;
  /** Suppressions that something needed. */
  readonly used = new Set<Suppression>();
  readonly #pack: NagPack;
  readonly #suppressions: readonly Suppression[];

  constructor(pack: NagPack, suppressions: readonly Suppression[]) {
    this.#pack = pack;
    this.#suppressions = suppressions;
    this.name = `cdk-nag ${pack.readPackName}`;
  }

  validate(context: Context): Report {
    const violations = this.#pack
      .validate(context)
      .violations.map((violation) => this.#unsuppressed(violation))
      .filter(({ violatingResources }) => violatingResources.length > 0);
    return { success: violations.length === 0, violations };
  }

  #unsuppressed(violation: Violation): Violation {
    const violatingResources = violation.violatingResources.filter(({ constructPath = '' }) => {
      const suppression = this.#suppressions.find(
        ({ finding, at }) => finding.test(violation.ruleName) && at.test(constructPath),
      );
      if (suppression) this.used.add(suppression);
      return suppression === undefined;
    });
    return { ...violation, violatingResources };
  }
}

/** Both packs, to be run over all stacks when the app is synthesised; what they find fails the synthesis. */
export function checkWithNag(app: App, suppressions = SUPPRESSIONS): readonly ReasonedPack[] {
  const packs = [new AwsSolutionsChecks(app), new ServerlessChecks(app)].map(
    (pack) => new ReasonedPack(pack, suppressions),
  );
  Validations.of(app).addPlugins(...packs);
  return packs;
}
