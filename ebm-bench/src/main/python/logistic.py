"""Multinomial logistic regression of UCI optdigits by scikit-learn, the reference of ClassifierIT.

The model of examples/optdigits-classifier.json without hidden layers: features / 16 and a constant,
penalty |w|^2 / 2 (bias included), all examples. Needs EBM_DATA, numpy and scikit-learn.
Prints mean cross-entropy in nats, accuracy, and the penalised sum that is minimised.
"""

import json
import os

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss


def load(name):
    table = np.loadtxt(os.path.join(os.environ["EBM_DATA"], "uci", name), delimiter=",")
    return np.c_[table[:, :64] / 16, np.ones(len(table))], table[:, 64].astype(int)


x, y = load("optdigits.tra")
v, w = load("optdigits.tes")
model = LogisticRegression(C=1.0, fit_intercept=False, tol=1e-10, max_iter=20000).fit(x, y)
train = log_loss(y, model.predict_proba(x))
print(
    json.dumps(
        {
            "sklearn": sklearn.__version__,
            "train": train,
            "heldOut": log_loss(w, model.predict_proba(v)),
            "accuracy": model.score(v, w),
            "objective": train * len(y) + 0.5 * float((model.coef_**2).sum()),
        }
    )
)
