import type { Framework } from '../compliance.ts';
import { RULES } from '../rules.ts';
import { PCI_DSS } from './pci-dss-4.0.ts';
import { crosswalk } from './requirements.ts';
import { SOC2 } from './soc2.ts';

/** The frameworks that every installation has. */
export const FRAMEWORKS: readonly Framework[] = [SOC2, PCI_DSS].map((one) => crosswalk(one, RULES));
