// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import styles from './Button.module.css';
import { Icon, type IconName } from './Icon';

interface ButtonProps {
  /** The visible text; give `label` instead for a button that shows only its icon. */
  readonly children?: ReactNode;
  readonly label?: string;
  readonly icon?: IconName;
  readonly look?: 'plain' | 'primary' | 'quiet';
  readonly size?: 'normal' | 'small';
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean;
  /** Whether it is on; for buttons that turn something on and off. */
  readonly pressed?: boolean;
  readonly onClick?: () => void;
}

export function Button(props: ButtonProps) {
  const { children, label, icon, look = 'plain', size = 'normal', type = 'button' } = props;
  const classes = [
    styles['button'],
    styles[look],
    size === 'small' ? styles['small'] : '',
    children === undefined ? styles['iconOnly'] : '',
    props.pressed === true ? styles['pressed'] : '',
  ];
  return (
    <button
      type={type}
      className={classes.join(' ')}
      aria-label={label}
      title={label}
      disabled={props.disabled}
      aria-pressed={props.pressed}
      onClick={props.onClick}
    >
      {icon !== undefined && <Icon name={icon} size={size === 'small' ? 14 : 16} />}
      {children}
    </button>
  );
}
