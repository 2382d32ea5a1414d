/** Takes the new version; how that is done is fetched when somebody wants it. */
export async function acceptUpdate(): Promise<void> {
  const { takeUpdate } = await import("./update");
  await takeUpdate();
}
