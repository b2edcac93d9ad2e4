// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

export function App() {
  return <h1>Clew</h1>;
}
