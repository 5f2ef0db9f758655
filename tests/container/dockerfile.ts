/** One instruction of a Dockerfile, its continued lines joined. */
export interface Instruction {
  name: string;
  words: string;
}

/** The instructions of the last stage, which is what runs. Comments are left out. */
export function lastStage(dockerfile: string): Instruction[] {
  const lines = dockerfile
    .replace(/^\s*#.*$/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const instructions = lines.map((line) => {
    const [, name = '', words = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    return { name, words };
  });
  return instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
}

/** The words of an instruction in exec form, `["node", "serve"]`. Throws for the shell form, which would put a shell between Docker and the process. */
export function execForm(instructions: Instruction[], name: string): string[] {
  const { words } = instructions.findLast((instruction) => instruction.name === name) ?? { words: '' };
  const list = /(\[.*\])\s*$/.exec(words)?.[1];
  if (!list) throw new Error(`${name} is missing or not in exec form: ${words}`);
  return JSON.parse(list) as string[];
}

export function one(instructions: Instruction[], name: string): string {
  const { words } = instructions.findLast((instruction) => instruction.name === name) ?? { words: '' };
  return words.trim();
}
