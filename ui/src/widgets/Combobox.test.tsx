// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { Combobox } from './Combobox';

const onChange = vi.fn();

function Subject({ initial = '' }: { readonly initial?: string }) {
  const [value, setValue] = useState(initial);
  return (
    <Combobox
      label="Service"
      value={value}
      options={['api-gateway', 'auth', 'model-server']}
      allLabel="All services"
      onChange={(next) => {
        onChange(next);
        setValue(next);
      }}
    />
  );
}

const box = (): HTMLElement => screen.getByRole('combobox', { name: 'Service' });
const options = (): string[] => screen.queryAllByRole('option').map((o) => o.textContent);

beforeEach(() => {
  onChange.mockClear();
});

test('opens on a click with all options, the first of which means all', async () => {
  render(<Subject />);
  await userEvent.click(box());
  expect(options()).toEqual(['All services', 'api-gateway', 'auth', 'model-server']);
});

test('an option is chosen when the button is up, so that nothing below the list gets the click', async () => {
  const user = userEvent.setup();
  render(<Subject />);
  await user.click(box());
  const option = screen.getByRole('option', { name: 'auth' });
  await user.pointer({ keys: '[MouseLeft>]', target: option });
  expect(onChange).not.toHaveBeenCalled();
  await user.pointer({ keys: '[/MouseLeft]', target: option });
  expect(onChange).toHaveBeenLastCalledWith('auth');
  expect(options()).toEqual([]);
});

test('typing narrows, starts before middles, and Enter takes the first', async () => {
  render(<Subject />);
  await userEvent.type(box(), 'a');
  expect(options()).toEqual(['api-gateway', 'auth']);
  await userEvent.keyboard('u{Enter}');
  expect(onChange).toHaveBeenLastCalledWith('auth');
  expect(box()).toHaveProperty('value', 'auth');
  expect(options()).toEqual([]);
});

test('arrows move and Escape changes nothing', async () => {
  render(<Subject initial="auth" />);
  box().focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(onChange).toHaveBeenLastCalledWith('model-server');
  onChange.mockClear();
  await userEvent.keyboard('{ArrowDown}{ArrowUp}{Escape}');
  expect(onChange).not.toHaveBeenCalled();
  expect(box()).toHaveProperty('value', 'model-server');
});

test('takes a name that nobody suggested', async () => {
  render(<Subject />);
  await userEvent.type(box(), 'quiet-service{Enter}');
  expect(onChange).toHaveBeenLastCalledWith('quiet-service');
});

test('leaving it takes a whole name and drops half a one', async () => {
  render(<Subject />);
  await userEvent.type(box(), 'Auth');
  await userEvent.tab();
  expect(onChange).toHaveBeenLastCalledWith('auth');
  onChange.mockClear();
  await userEvent.clear(box());
  await userEvent.type(box(), 'mod');
  await userEvent.tab();
  expect(onChange).not.toHaveBeenCalled();
});

test('the cross means all again', async () => {
  render(<Subject initial="auth" />);
  await userEvent.click(screen.getByRole('button', { name: 'Clear service' }));
  expect(onChange).toHaveBeenLastCalledWith('');
});
