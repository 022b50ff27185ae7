// Which lines two texts share.

/** For each of `lines`, whether it belongs to a longest common subsequence with `reference`. */
export function alignLines(reference, lines) {
  const rows = reference.length,
    columns = lines.length;
  const length = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
  for (let i = rows - 1; i >= 0; --i)
    for (let j = columns - 1; j >= 0; --j)
      length[i][j] =
        reference[i] === lines[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  const same = new Array(columns).fill(false);
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (reference[i] === lines[j]) {
      same[j] = true;
      ++i;
      ++j;
    } else if (length[i + 1][j] >= length[i][j + 1]) ++i;
    else ++j;
  }
  return same;
}
