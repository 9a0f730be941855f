import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AutoETS, initSync as startEts } from '@bsull/augurs/ets';
import { MSTL, initSync as startMstl } from '@bsull/augurs/mstl';
import { Prophet, initSync as startProphet } from '@bsull/augurs/prophet';
import { optimizer } from '@bsull/augurs-prophet-wasmstan';
import type { Member } from '../../core/forecast/member.ts';

const require = createRequire(import.meta.url);

/** The bytes of a WebAssembly module beside a library's JavaScript. */
function wasm(name: string): Uint8Array {
  const script = require.resolve(`@bsull/augurs/${name}`);
  return readFileSync(script.replace(/\.js$/, '_bg.wasm'));
}

let started = false;

/** Library code is started once and only by who uses it. */
function start(): void {
  if (started) return;
  started = true;
  startEts({ module: wasm('ets') });
  startMstl({ module: wasm('mstl') });
  startProphet({ module: wasm('prophet') });
}

/** AutoETS of augurs; it ignores the season that it is given. */
export const autoEts: Member = {
  name: 'augurs-ets',
  trials: 4,
  forecast(history, horizon, { day }) {
    start();
    const model = new AutoETS(day, 'ZZN');
    model.fit(history);
    const { point } = model.predict(horizon);
    model.free();
    return Float64Array.from(point);
  },
};

/** MSTL of augurs, its rest forecast by ETS. */
export const augursMstl: Member = {
  name: 'augurs-mstl',
  trials: 4,
  forecast(history, horizon, { day, week }) {
    if (history.length < 2 * day) return undefined;
    start();
    const model = MSTL.ets(Uint32Array.from(history.length >= 2 * week ? [day, week] : [day]));
    model.fit(history);
    return Float64Array.from(model.predict(horizon).point);
  },
};

/** Prophet as its authors set it, without intervals: they are not scored and double its time. */
export function prophet(periodSeconds: number): Member {
  return {
    name: 'prophet',
    trials: 3,
    forecast(history, horizon) {
      start();
      const model = new Prophet({ optimizer, uncertaintySamples: 0 });
      const seconds = (from: number, count: number) =>
        Array.from({ length: count }, (_, step) => (from + step) * periodSeconds);
      model.fit({ ds: seconds(0, history.length), y: [...history] });
      const predicted = model.predict({ ds: seconds(history.length, horizon) });
      model.free();
      return Float64Array.from(predicted.yhat.point);
    },
  };
}
