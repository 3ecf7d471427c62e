import { Menu, UnstyledButton } from '@mantine/core';
import { Icon } from '../icons';
import classes from './Inspector.module.css';

interface Props {
  label: string;
  description: string;
  value: readonly string[];
  options: readonly string[];
  /** What none chosen means. */
  none: string;
  onChange: (value: readonly string[]) => void;
}

/** Any number of options, ticked in a list. */
export function SeveralField({ label, description, value, options, none, onChange }: Props) {
  const text = value.length === 0 ? none : value.join(', ');
  return (
    <Menu closeOnItemClick={false} width="target" position="bottom-end">
      <Menu.Target>
        <UnstyledButton className={classes.several} aria-label={`${label}: ${text}`} aria-description={description}>
          <span>{text}</span>
          <Icon name="chevronDown" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() => onChange([])}
          rightSection={value.length === 0 && <Icon name="check" />}
          role="menuitemcheckbox"
          aria-checked={value.length === 0}
        >
          {none}
        </Menu.Item>
        <Menu.Divider />
        {options.map((option) => {
          const chosen = value.includes(option);
          return (
            <Menu.Item
              key={option}
              role="menuitemcheckbox"
              aria-checked={chosen}
              rightSection={chosen && <Icon name="check" />}
              onClick={() =>
                onChange(chosen ? value.filter((one) => one !== option) : options.filter((one) => one === option || value.includes(one)))
              }
            >
              {option}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
