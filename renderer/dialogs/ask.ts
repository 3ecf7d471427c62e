import { create } from 'zustand';

/** Questions put to the person in a dialog; asking gives a promise of the answer. */

export interface Choice<V extends string = string> {
  readonly value: V;
  readonly label: string;
  readonly tone?: 'primary' | 'danger';
}

export interface Question<V extends string = string> {
  readonly title: string;
  readonly text: string;
  /** Buttons from left to right; closing the dialog chooses none. */
  readonly choices: readonly Choice<V>[];
}

interface Asked {
  readonly question: Question;
  readonly answer: (value: string | null) => void;
}

/** Questions waiting to be answered; the first one is shown. */
export const useQuestions = create<{ readonly waiting: readonly Asked[] }>()(() => ({ waiting: [] }));

/** → the value chosen; null where the person thought better of it. */
export function ask<const V extends string>(question: Question<V>): Promise<V | null> {
  return new Promise((resolve) => {
    const asked: Asked = {
      question,
      answer: (value) => {
        useQuestions.setState(({ waiting }) => ({ waiting: waiting.filter((one) => one !== asked) }));
        resolve(question.choices.find((choice) => choice.value === value)?.value ?? null);
      },
    };
    useQuestions.setState(({ waiting }) => ({ waiting: [...waiting, asked] }));
  });
}
