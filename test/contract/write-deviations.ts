import { writeFileSync } from 'node:fs';
import { DEVIATIONS_FILE, deviationsPage } from './deviations-page.ts';

writeFileSync(DEVIATIONS_FILE, deviationsPage());
