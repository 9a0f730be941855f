"""AUC and CPU seconds of scikit-learn's IsolationForest on labelled tables, as one line of JSON."""
import gzip
import json
import sys
import time

import numpy
import sklearn
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score


def read(path):
    opened = gzip.open(path, "rt") if path.endswith(".gz") else open(path)
    with opened as lines:
        rows = numpy.loadtxt(lines, delimiter=",", skiprows=1)
    return rows[:, :-1], rows[:, -1]


def measure(path, seeds):
    rows, outliers = read(path)
    aucs, seconds = [], []
    for seed in range(1, seeds + 1):
        begin = time.process_time()
        forest = IsolationForest(n_estimators=100, max_samples=256, random_state=seed, n_jobs=1).fit(rows)
        scores = -forest.score_samples(rows)
        seconds.append(time.process_time() - begin)
        aucs.append(roc_auc_score(outliers, scores))
    return {"auc": float(numpy.mean(aucs)), "seconds": float(numpy.mean(seconds))}


if __name__ == "__main__":
    measured = [measure(path, int(sys.argv[1])) for path in sys.argv[2:]]
    print(json.dumps({"version": sklearn.__version__, "tables": measured}))
