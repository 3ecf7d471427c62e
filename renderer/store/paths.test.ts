import { expect, test } from 'vitest';
import { emptyProject, type Project, sourceOf } from '../../engine/project';
import { fileName, folderOf, projectName, rebaseSource, relativeWithin } from './paths';

test.each([
  ['/home/a/x.csv', '/home/a', 'x.csv'],
  ['/x.csv', '/', 'x.csv'],
  ['C:\\data\\x.csv', 'C:\\data', 'x.csv'],
])('%s stands in %s under the name %s', (path, folder, name) => {
  expect(folderOf(path)).toBe(folder);
  expect(fileName(path)).toBe(name);
});

test('a project is shown by its name without the extension', () => {
  expect(projectName('/a/town-load.unroll.json')).toBe('town-load');
  expect(projectName('/a/plain.json')).toBe('plain');
});

test('a path is relative only below the folder', () => {
  expect(relativeWithin('/a', '/a/b/x.csv')).toBe('b/x.csv');
  expect(relativeWithin('/a', '/ab/x.csv')).toBe('/ab/x.csv');
  expect(relativeWithin('C:\\a', 'C:\\a\\x.csv')).toBe('x.csv');
});

const withFile = (path: string): Project => ({
  ...emptyProject,
  data: {
    is: 'words',
    source: { is: 'file', path },
    length: null,
    maxWords: null,
    split: { train: 1, validation: 0 },
  },
});

const pathIn = ({ data }: Project) => {
  const source = sourceOf(data);
  return source?.is === 'file' ? source.path : undefined;
};

test('data beside a project that is saved for the first time become relative', () => {
  expect(pathIn(rebaseSource(withFile('/a/x.txt'), null, '/a'))).toBe('x.txt');
});

test('data are found again after the project moved elsewhere', () => {
  expect(pathIn(rebaseSource(withFile('x.txt'), '/a', '/b'))).toBe('/a/x.txt');
  expect(pathIn(rebaseSource(withFile('b/x.txt'), '/a', '/a/b'))).toBe('x.txt');
});

test('a project without a file of its own stays as it is', () => {
  expect(rebaseSource(emptyProject, null, '/a')).toBe(emptyProject);
  const elsewhere = withFile('/c/x.txt');
  expect(rebaseSource(elsewhere, '/a', '/b')).toBe(elsewhere);
});
