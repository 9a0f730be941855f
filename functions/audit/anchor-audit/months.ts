/** The months (`2026-11`, UTC) that two instants and all between them fall in, in order. */
export function monthsBetween(from: number, to: number): string[] {
  const months: string[] = [];
  const start = new Date(from);
  for (let ahead = 0; ; ahead++) {
    const month = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + ahead);
    if (month > to) return months;
    months.push(new Date(month).toISOString().slice(0, 7));
  }
}
