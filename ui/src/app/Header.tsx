// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { routeOf } from '../model/routes';
import { Link } from '../widgets/Link';
import { usePlace } from '../widgets/usePlace';
import styles from './Header.module.css';
import { Logo } from './Logo';
import { ThemeToggle } from './ThemeToggle';
import { TraceLookup } from './TraceLookup';

export function Header() {
  const { path, params } = usePlace();
  const { page } = routeOf(path);
  // From a trace, both lead back to where it was found.
  const [last, setLast] = useState({ search: '/search', analysis: '/analysis' });
  if (page === 'search' || page === 'analysis') {
    const here = params.size === 0 ? `/${page}` : `/${page}?${params.toString()}`;
    if (here !== last[page]) {
      setLast({ ...last, [page]: here });
    }
  }
  return (
    <header className={styles['header']}>
      <Link to="/search" className={styles['brand']}>
        <Logo />
        Clew
      </Link>
      <nav className={styles['nav']} aria-label="Main">
        <Link to={last.search} className={styles['item']} isCurrent={page === 'search'}>
          Search
        </Link>
        <Link to={last.analysis} className={styles['item']} isCurrent={page === 'analysis'}>
          Analysis
        </Link>
      </nav>
      <div className={styles['end']}>
        <TraceLookup />
        <ThemeToggle />
      </div>
    </header>
  );
}
