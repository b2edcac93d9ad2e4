// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { routeOf } from '../model/routes';
import { LoadingBar } from '../widgets/LoadingBar';
import { Notice } from '../widgets/Notice';
import { Link } from '../widgets/Link';
import { usePlace } from '../widgets/usePlace';
import styles from './App.module.css';
import { ErrorBoundary } from './ErrorBoundary';
import { Header } from './Header';
import { useTheme } from './useTheme';

const SearchPage = lazy(() =>
  import('../features/search/SearchPage').then((m) => ({ default: m.SearchPage })),
);
const AnalysisPage = lazy(() =>
  import('../features/analysis/AnalysisPage').then((m) => ({ default: m.AnalysisPage })),
);
const TracePage = lazy(() =>
  import('../features/trace/TracePage').then((m) => ({ default: m.TracePage })),
);

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A failure is shown at once, with a button to try again.
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // Answers are large and replaced as a whole; comparing them deeply would freeze the page.
        structuralSharing: false,
      },
    },
  });
}

export function App() {
  const [queryClient] = useState(createQueryClient);
  const { path } = usePlace();
  useTheme();
  return (
    <QueryClientProvider client={queryClient}>
      <div className={styles['app']}>
        <Header />
        <main className={styles['main']}>
          <ErrorBoundary key={path}>
            <Suspense fallback={<LoadingBar isLoading label="Loading" />}>
              <Page path={path} />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
    </QueryClientProvider>
  );
}

function Page({ path }: { readonly path: string }) {
  const route = routeOf(path);
  switch (route.page) {
    case 'search':
      return <SearchPage />;
    case 'analysis':
      return <AnalysisPage />;
    case 'trace':
      return <TracePage key={route.traceId} traceId={route.traceId} />;
    case 'unknown':
      return (
        <Notice title="There is no such page" action={<Link to="/search">Search traces</Link>}>
          {route.path}
        </Notice>
      );
  }
}
