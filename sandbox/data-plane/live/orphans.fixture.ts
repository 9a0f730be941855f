// A sandbox in a process of its own, for the test that ends it: it prints its tasks' process ids and stays.
import { systemClock } from '../../../functions/clock.ts';
import { STOREFRONT_VERSIONS } from '../../samples/catalogue.ts';
import { recordingScope } from '../recording-scope.ts';
import { LivePlane } from './live-plane.ts';

const plane = new LivePlane(recordingScope(systemClock));
const behaviour = { ...STOREFRONT_VERSIONS.v1, startSeconds: 0 };
const tasks = ['one', 'two'].map((id) => plane.start({ id, version: 'v1', behaviour, log: () => undefined }));
while (tasks.some((task) => task.state !== 'running')) await systemClock.sleep(10);
process.stdout.write(`${JSON.stringify(tasks.map((task) => task.processId))}\n`);
