import type { ScalingBench } from './main.ts';

/** The result in Markdown. */
export function report({ seed, everyMinutes, target, groups, outcomes, met }: ScalingBench): string {
  const rows = groups.flatMap(({ group, loads, days, sums }) =>
    sums.map(
      ({ scaler, underMinutes, fullMinutes, unitHours, flaps }) =>
        `| ${group} (${loads} loads, ${days} days) | ${scaler} | ${underMinutes} | ${fullMinutes} | ${unitHours} | ${flaps} |`,
    ),
  );
  const names = [...new Set(outcomes.map(({ load }) => load))];
  const single = names.map((load) => {
    const [ours, plain, tracking] = outcomes.filter((one) => one.load === load);
    const cell = (one: typeof ours) => (one ? `${one.underMinutes} / ${Math.round(one.unitHours)}` : '');
    return `| ${load} | ${cell(ours)} | ${cell(plain)} | ${cell(tracking)} |`;
  });
  return `Recorded and generated loads (seed ${seed}) replayed minute by minute: a unit serves 3 minutes after it is wanted,
a metric is there a minute late and ends at 100%, the target is ${target}%, ours looks every ${everyMinutes} minutes. A minute is
under-provisioned above 85% of what the units can do, and full above 100%. Asked: fewer under-provisioned minutes than
target tracking (60 s / 300 s) at no more unit-hours, in each group: ${met ? 'met' : 'missed'}.
Target tracking (300 s / 300 s) has, by ours, ${groups.map(slow).join('; ')}.

| loads | policy | under-provisioned minutes | full minutes | unit-hours | flaps |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

Under-provisioned minutes / unit-hours:

| load | with forecast | without | target tracking, 60 s / 300 s |
| --- | --- | --- | --- |
${single.join('\n')}
`;
}

/** Target tracking as it is set by default, in multiples of ours. */
function slow({ group, sums: [ours, , , tracking] }: ScalingBench['groups'][number]): string {
  const times = (field: 'underMinutes' | 'unitHours') =>
    ((tracking?.[field] ?? 0) / (ours?.[field] || 1)).toFixed(2);
  return `${group}: ${times('underMinutes')} times the under-provisioned minutes at ${times('unitHours')} times the unit-hours`;
}
