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
  // From a trace, Search leads back to the list it was found in.
  const [lastSearch, setLastSearch] = useState('/search');
  const search = params.size === 0 ? '/search' : `/search?${params.toString()}`;
  if (page === 'search' && search !== lastSearch) {
    setLastSearch(search);
  }
  return (
    <header className={styles['header']}>
      <Link to="/search" className={styles['brand']}>
        <Logo />
        Clew
      </Link>
      <nav className={styles['nav']} aria-label="Main">
        <Link to={lastSearch} className={styles['item']} isCurrent={page === 'search'}>
          Search
        </Link>
      </nav>
      <div className={styles['end']}>
        <TraceLookup />
        <ThemeToggle />
      </div>
    </header>
  );
}
