import { Button, Group, Modal, Text } from '@mantine/core';
import { useQuestions } from './ask';

/** Shows the question that waits longest. */
export function Questions() {
  const asked = useQuestions(({ waiting }) => waiting[0]);
  if (!asked) return null;
  const { question, answer } = asked;
  return (
    <Modal
      key={question.title}
      opened
      onClose={() => answer(null)}
      title={question.title}
      closeButtonProps={{ 'aria-label': 'Close' }}
      // Three choices stand side by side.
      size={question.choices.length > 2 ? 504 : 440}
    >
      <Text size="md">{question.text}</Text>
      <Group justify="flex-end" gap={8} mt={24}>
        {question.choices.map(({ value, label, tone }) => (
          <Button
            key={value}
            variant={tone === 'primary' ? 'filled' : 'default'}
            c={tone === 'danger' ? 'red' : undefined}
            data-autofocus={tone === 'primary' || undefined}
            onClick={() => answer(value)}
          >
            {label}
          </Button>
        ))}
      </Group>
    </Modal>
  );
}
