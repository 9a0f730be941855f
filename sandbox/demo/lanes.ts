/** Does `work` for every item, at most `lanes` at a time, in their order; answers in their order. */
export async function inLanes<Item, Answer>(
  lanes: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const open = items.entries();
  const lane = async () => {
    for (const [position, item] of open) answers[position] = await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return answers;
}
