// What jsforce 3, unmodified, is told by the org at URL; one line per answer on stdout.
// Arguments: the url, then the parts to run.
import { createRequire } from 'node:module';
import { generateKeyPairSync, createSign } from 'node:crypto';

const jsforce = createRequire(`${process.cwd()}/`)('jsforce');
const [url, ...parts] = process.argv.slice(2);
const USER = 'erp-nightly@acme.test';
const SECRET = 'secret';
const VERSION = '62.0';
const app = {
  loginUrl: url,
  clientId: 'erp-nightly-key',
  clientSecret: 's',
  redirectUri: 'http://localhost:9/done',
};

const say = (...words) => console.log(words.join(' '));
const connection = (more = {}) => new jsforce.Connection({ loginUrl: url, version: VERSION, ...more });

async function loggedIn() {
  const conn = connection({ oauth2: app });
  await conn.login(USER, SECRET);
  return conn;
}

async function fails(what, work) {
  try {
    await work();
    say(what, 'did not fail');
  } catch (e) {
    say(what, e.name, e.errorCode ?? '', e.message.split('\n').pop());
  }
}

function assertion() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: app.clientId, sub: USER, aud: url, exp: Date.now() + 300 };
  const signed = `${part({ alg: 'RS256' })}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
}

const all = {
  async login() {
    const soap = connection();
    await soap.login(USER, SECRET);
    say('soap', (await soap.identity()).username, soap.instanceUrl === url);
    const password = await loggedIn();
    say('password', (await password.identity()).username, password.instanceUrl === url);
    const web = connection({ oauth2: app });
    const page = `${web.oauth2.getAuthorizationUrl({ scope: 'api refresh_token' })}&login_hint=${USER}`;
    const back = await fetch(page, { redirect: 'manual' });
    const code = new URL(back.headers.get('location')).searchParams.get('code');
    await web.authorize(code);
    say('web', (await web.identity()).username, Boolean(web.refreshToken));
    const credentials = connection({ oauth2: app });
    await credentials.authorize({ grant_type: 'client_credentials' });
    say('client credentials', (await credentials.identity()).username);
    const jwt = connection({ oauth2: app });
    await jwt.authorize({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: assertion(),
    });
    say('jwt', (await jwt.identity()).username);
    const stale = connection({
      oauth2: app,
      instanceUrl: url,
      accessToken: '00DHr0000000001!stale',
      refreshToken: web.refreshToken,
    });
    stale.on('refresh', () => say('refreshing'));
    say('refresh', (await stale.query('SELECT Id FROM Account')).totalSize);
    await fails('wrong password', () => connection({ oauth2: app }).login(USER, 'no'));
    await fails('wrong soap password', () => connection().login(USER, 'no'));
    const ended = connection({ instanceUrl: url, accessToken: password.accessToken });
    await password.logout();
    await fails('after logout', () => ended.query('SELECT Id FROM Account'));
    const bare = connection({ instanceUrl: url, accessToken: '00DHr0000000001!stale' });
    await fails('bare token', () => bare.query('SELECT Id FROM Account'));
  },

  async rows() {
    const conn = await loggedIn();
    const created = await conn.sobject('Account').create({ Name: 'Äcme & Söhne' });
    say('created', created.success);
    await conn.sobject('Account').update({ Id: created.id, Phone: '123' });
    const row = await conn.sobject('Account').retrieve(created.id);
    say('row', row.Name, row.Phone, row.attributes.type);
    const line = { Number__c: 'N1', Name: 'one' };
    say('upsert', JSON.stringify((await conn.sobject('Order_Line__c').upsert(line, 'Number__c')).created));
    say('again', JSON.stringify((await conn.sobject('Order_Line__c').upsert(line, 'Number__c')).created));
    say('found', (await conn.query("SELECT Id FROM Account WHERE Name LIKE 'Äcme%'")).totalSize);
    say('deleted', (await conn.sobject('Account').destroy(created.id)).success);
    say('left', (await conn.query('SELECT Id FROM Account')).totalSize);
    say('all', (await conn.query('SELECT Id FROM Account', { scanAll: true })).totalSize);
    await fails('gone', () => conn.sobject('Account').retrieve(created.id));
    await fails('no name', () => conn.sobject('Account').create({}));
    await fails('no field', () => conn.query('SELECT Nope FROM Account'));
    await fails('no object', () => conn.sobject('Nope__c').describe());
    say('objects', (await conn.describeGlobal()).sobjects.some((it) => it.name === 'Order_Line__c'));
    say('fields', (await conn.sobject('Account').describe()).fields.some((it) => it.name === 'Name'));
    say('limits', Object.keys(await conn.limits()).includes('DailyApiRequests'));
    say('usage', conn.limitInfo.apiUsage.limit > 0);
    say('versions', (await conn.request('/services/data')).at(-1).version);
    say('resources', Boolean((await conn.request(`/services/data/v${VERSION}`)).sobjects));
  },

  async pages() {
    const conn = await loggedIn();
    const soap = connection();
    await soap.login(USER, SECRET);
    for (let from = 0; from < 450; from += 150) {
      const rows = Array.from({ length: 150 }, (_, i) => ({
        type: 'Account',
        Name: `Seed ${String(from + i).padStart(5, '0')}`,
      }));
      await soap.soap.create(rows);
    }
    const soql = 'SELECT Id, Name FROM Account ORDER BY Name';
    let page = await conn.query(soql, { headers: { 'Sforce-Query-Options': 'batchSize=200' } });
    say('page', page.records.length, page.totalSize, page.done);
    while (!page.done) {
      page = await conn.queryMore(page.nextRecordsUrl);
      say('page', page.records.length, page.done);
    }
    const names = [];
    await new Promise((resolve, reject) => {
      conn
        .query(soql)
        .on('record', (row) => names.push(row.Name))
        .on('end', resolve)
        .on('error', reject)
        .run({ autoFetch: true, maxFetch: 1000 });
    });
    say('streamed', names.length, names.at(-1));
  },

  async soap() {
    const conn = connection();
    await conn.login(USER, SECRET);
    say('user', (await conn.soap.getUserInfo()).userName);
    say('time', Boolean((await conn.soap.getServerTimestamp()).timestamp));
  },

  async collections() {
    const conn = await loggedIn();
    const made = await conn.sobject('Account').create([{ Name: 'A' }, {}, { Name: 'C' }]);
    say('made', JSON.stringify(made.map((it) => [it.success, it.errors.map((e) => e.statusCode)])));
    const ids = made.filter((it) => it.success).map((it) => it.id);
    const none = await conn.sobject('Account').create([{ Name: 'D' }, {}], { allOrNone: true });
    say('all or none', JSON.stringify(none.map((it) => it.errors.map((e) => e.statusCode ?? e.errorCode))));
    const changed = await conn.sobject('Account').update(ids.map((Id) => ({ Id, Phone: '1' })));
    say('changed', changed.map((it) => it.success));
    say('read', (await conn.sobject('Account').retrieve(ids)).map((it) => it.Name + it.Phone));
    const lines = ['N1', 'N2'].map((Number__c) => ({ Number__c }));
    const first = await conn.sobject('Order_Line__c').upsert(lines, 'Number__c');
    const second = await conn.sobject('Order_Line__c').upsert(lines, 'Number__c');
    say('upsert', first.map((it) => it.created), second.map((it) => it.created));
    say('deleted', (await conn.sobject('Account').destroy(ids)).map((it) => it.success));
    const many = Array.from({ length: 201 }, (_, i) => ({ Name: `Many ${i}` }));
    await fails('too many', () => conn.sobject('Account').create(many));
    const split = await conn.sobject('Account').create(many, { allowRecursive: true });
    say('split', split.filter((it) => it.success).length);
  },

  async composite() {
    const conn = await loggedIn();
    const base = `/services/data/v${VERSION}`;
    const composite = await conn.requestPost(`${base}/composite`, {
      allOrNone: false,
      compositeRequest: [
        { method: 'POST', url: `${base}/sobjects/Account`, referenceId: 'acc', body: { Name: 'Parent' } },
        {
          method: 'POST',
          url: `${base}/sobjects/Contact`,
          referenceId: 'con',
          body: { LastName: 'Child', AccountId: '@{acc.id}' },
        },
        { method: 'GET', url: `${base}/sobjects/Account/@{acc.id}?fields=Name`, referenceId: 'get' },
      ],
    });
    say('composite', composite.compositeResponse.map((it) => it.httpStatusCode));
    say('read back', composite.compositeResponse[2].body.Name);
    const batch = await conn.requestPost(`${base}/composite/batch`, {
      batchRequests: [
        { method: 'GET', url: `v${VERSION}/limits` },
        { method: 'GET', url: `v${VERSION}/sobjects/Nope__c/describe` },
      ],
    });
    say('batch', batch.hasErrors, batch.results.map((it) => it.statusCode));
    const tree = await conn.requestPost(`${base}/composite/tree/Account`, {
      records: [
        {
          attributes: { type: 'Account', referenceId: 'a' },
          Name: 'Tree',
          Contacts: {
            records: [{ attributes: { type: 'Contact', referenceId: 'c' }, LastName: 'Leaf' }],
          },
        },
      ],
    });
    say('tree', tree.hasErrors, tree.results.map((it) => it.referenceId));
    const graph = await conn.requestPost(`${base}/composite/graph`, {
      graphs: [
        {
          graphId: 'g1',
          compositeRequest: [
            { method: 'POST', url: `${base}/sobjects/Account`, referenceId: 'r', body: { Name: 'Graph' } },
          ],
        },
      ],
    });
    say('graph', graph.graphs.map((it) => it.isSuccessful));
  },

  async other() {
    const conn = await loggedIn();
    await conn.sobject('Account').create({ Name: 'Needle' });
    say('search', (await conn.search('FIND {Needle} IN ALL FIELDS RETURNING Account(Id, Name)')).searchRecords.length);
    say('recent', Array.isArray(await conn.recent()));
    const from = new Date(Date.now() - 3600_000).toISOString();
    const to = new Date(Date.now() + 20 * 3600_000).toISOString();
    say('updated', (await conn.sobject('Account').updated(from, to)).ids.length);
    say('deleted', (await conn.sobject('Account').deleted(from, to)).deletedRecords.length);
    say('tooling', Array.isArray((await conn.tooling.query('SELECT Id FROM ApexClass')).records));
    say('explain', Boolean((await conn.query('SELECT Id FROM Account').explain()).plans));
  },

  async bulk() {
    const conn = await loggedIn();
    conn.bulk.pollInterval = 100;
    conn.bulk.pollTimeout = 20000;
    const rows = Array.from({ length: 10 }, (_, i) => ({ Name: `Bulk ${i}` }));
    const saved = await conn.bulk.load('Account', 'insert', rows.concat([{ Name: 'x'.repeat(300) }]));
    say('v1', saved.filter((it) => it.success).length, saved.filter((it) => !it.success).length);
    const stream = await conn.bulk.query("SELECT Id, Name FROM Account WHERE Name LIKE 'Bulk%'");
    say('v1 query', (await stream.toArray()).length);
  },

  async bulk2() {
    const conn = await loggedIn();
    conn.bulk2.pollInterval = 100;
    conn.bulk2.pollTimeout = 20000;
    const rows = Array.from({ length: 10 }, (_, i) => ({ Name: `Bulk ${i}` }));
    const results = await conn.bulk2.loadAndWaitForResults({
      object: 'Account',
      operation: 'insert',
      input: rows.concat([{ Name: 'x'.repeat(300) }]),
    });
    say('v2', results.successfulResults.length, results.failedResults.length, results.unprocessedRecords.length);
    const stream = await conn.bulk2.query("SELECT Id, Name FROM Account WHERE Name LIKE 'Bulk%'");
    say('v2 query', (await stream.toArray()).length);
  },

  async refusal() {
    const conn = await loggedIn();
    for (;;) {
      const before = Date.now();
      try {
        await conn.query('SELECT Id FROM Account');
      } catch (e) {
        say('refused', e.name, e.message, Date.now() - before < 2000);
        return;
      }
    }
  },
};

for (const part of parts) {
  try {
    await all[part]();
  } catch (e) {
    say(part, 'FAILED', e.stack ?? e);
  }
}
